"""Room 6: every number to what it measures."""

from zhextract.linking.link import link_documents, link_facts

__all__ = ["link_documents", "link_facts"]
