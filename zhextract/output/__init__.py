"""Room 7: documents written out. Every writer is a pure function of `Document`."""

from zhextract.output.contract import to_dict

__all__ = ["to_dict"]
