"""Thin adapters to other people's pipelines; the only places that import their libraries.

| module         | for                                     | extra    |
|----------------|-----------------------------------------|----------|
| `tables`       | Arrow, pandas, Polars, Parquet, Excel   | `frames` |
| `observations` | SDMX-like and Data Commons-like tables  | –        |
| `batches`      | Arrow record batches, for any engine    | `frames` |
| `spark`        | Spark DataFrames                        | `spark`  |
| `spacy`        | spaCy components                        | `spacy`  |
| `serve`        | the page and an HTTP endpoint, locally  | `serve`  |
"""
