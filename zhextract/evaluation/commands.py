"""The commands `evaluate`, `compare` and `annotate`, which `zhextract.cli` adds to its own."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from zhextract.errors import InputError, InputValueError

if TYPE_CHECKING:
    from zhextract.evaluation.corpus import AnnotatedDocument
    from zhextract.evaluation.report import Report

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no other name

__all__ = ["add_annotate", "add_compare", "add_evaluate"]

ANNOTATION_TOOLS = ("doccano", "labelstudio", "brat")


def add_evaluate(subparsers: "Commands") -> None:
    """Add `evaluate CORPUS [--system NAME | --predictions FILE] [--json] [--html FILE]`."""
    parser = subparsers.add_parser("evaluate", help="measure a system on an annotated corpus")
    parser.add_argument("corpus", help="a file or folder of annotated documents")
    _add_corpus_options(parser)
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--system", default="zhextract", metavar="NAME", help="who predicts; default: zhextract")
    who.add_argument("--predictions", metavar="FILE", help="a .jsonl file of predictions")
    parser.add_argument("--prediction-labels", metavar="SCHEME", help="the scheme of the labels in --predictions")
    parser.add_argument("--vocabulary", metavar="FILE", help="words of the training text, for out-of-vocabulary recall")
    parser.add_argument("--json", action="store_true", help="write the report as JSON")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="also list the first N differences")
    parser.add_argument("--html", metavar="FILE", help="also write a page with every difference in its sentence")
    parser.set_defaults(run=_evaluate)


def add_compare(subparsers: "Commands") -> None:
    """Add `compare A B [--corpus CORPUS]`."""
    parser = subparsers.add_parser("compare", help="say whether two systems differ by more than chance")
    parser.add_argument(
        "a", help="a report of `evaluate --json`; with --corpus a system or a .jsonl file of predictions"
    )
    parser.add_argument("b", help="the same")
    parser.add_argument("--corpus", help="measure both on this corpus first")
    _add_corpus_options(parser)
    parser.add_argument("--prediction-labels", metavar="SCHEME", help="the scheme of the labels in .jsonl predictions")
    parser.add_argument("--vocabulary", metavar="FILE", help="words of the training text, for out-of-vocabulary recall")
    parser.set_defaults(run=_compare)


def add_annotate(subparsers: "Commands") -> None:
    """Add `annotate FILE… --format NAME --out PATH`."""
    parser = subparsers.add_parser(
        "annotate", help="pre-annotate texts for an annotation tool, to be corrected by hand"
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="texts, .jsonl files or folders")
    parser.add_argument("--format", choices=ANNOTATION_TOOLS, required=True, help="the tool that will open the result")
    parser.add_argument("--out", required=True, metavar="PATH", help="a file; for brat a folder")
    parser.add_argument("--encoding", help="default: UTF-8 or GB18030, told apart")
    parser.set_defaults(run=_annotate)


def _add_corpus_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", metavar="NAME", help="the corpus's format; default: by its suffix")
    parser.add_argument("--labels", default="same", metavar="SCHEME", help="the scheme of the corpus's labels")
    parser.add_argument("--flat", action="store_true", help="leave out mentions inside longer ones, on both sides")


def _evaluate(options: argparse.Namespace) -> int:
    from zhextract.evaluation.page import report_page
    from zhextract.evaluation.report_json import report_row
    from zhextract.evaluation.terminal import misses_text, report_text

    report, corpus = _measure(options, options.corpus, options.predictions or options.system)
    if options.html:
        _save(Path(options.html), report_page(report, corpus))
    if options.json:
        sys.stdout.write(json.dumps(report_row(report), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(report_text(report) + misses_text(report, corpus, limit=options.misses))
    return 0


def _compare(options: argparse.Namespace) -> int:
    from zhextract.evaluation.report_json import read_report
    from zhextract.evaluation.terminal import comparison_text

    if options.corpus:
        a, b = (_measure(options, options.corpus, name)[0] for name in (options.a, options.b))
    else:
        for name in (options.a, options.b):
            if not Path(name).is_file():
                raise InputValueError(f"there is no report {name}; to compare systems, give --corpus")
        a, b = read_report(Path(options.a)), read_report(Path(options.b))
    sys.stdout.write(comparison_text(a, b))
    return 0


def _annotate(options: argparse.Namespace) -> int:
    from zhextract.evaluation.annotate import write_annotations
    from zhextract.files import read_inputs

    inputs = read_inputs(options.files, encoding=options.encoding)
    for warning in write_annotations(inputs, Path(options.out), tool=options.format):
        sys.stderr.write(f"zhextract: {warning}\n")
    return 0


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from None


def _measure(options: argparse.Namespace, corpus: str, name: str) -> "tuple[Report, list[AnnotatedDocument]]":
    """Read a corpus and measure one system on it."""
    from zhextract.evaluation.formats import read_corpus
    from zhextract.evaluation.report import evaluate
    from zhextract.evaluation.systems import load_system

    documents = list(read_corpus(Path(corpus), format=options.format))
    vocabulary = None
    if options.vocabulary:
        vocabulary = frozenset(Path(options.vocabulary).read_text(encoding="utf-8").split())
    system = load_system(name, scheme=options.prediction_labels)
    report = evaluate(documents, system, name=corpus, scheme=options.labels, flat=options.flat, vocabulary=vocabulary)
    return report, documents
