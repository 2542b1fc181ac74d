"""Advises on every row of a table on a Spark cluster, to be given to `spark-submit`.

It takes a table, the folder to write to, and a case that states what is known of all rows. The table is a CSV file with
a header, or a file or folder of Parquet; what is written is Parquet, the columns of the table and then the advice.
"""

from argparse import ArgumentParser, Namespace

from pyspark.sql import SparkSession

from pmo_expert import read_case, survey


def options() -> Namespace:
    """Return what the command line says."""
    parser = ArgumentParser(description="Advise on every row of a table on Spark.")
    parser.add_argument("table", help="a CSV file with a header, or a file or folder of Parquet")
    parser.add_argument("out", help="the folder to write to, which is not there yet")
    parser.add_argument("--case", help="a case file that states what is known of all rows")
    return parser.parse_args()


def main() -> None:
    """Read the table, advise on its rows, and write them."""
    given = options()
    spark = SparkSession.builder.appName("pmo_expert").config("spark.sql.codegen.hugeMethodLimit", 8000).getOrCreate()
    kind = "csv" if given.table.endswith(".csv") else "parquet"
    table = spark.read.load(given.table, format=kind, header=True)
    survey(table, case=read_case(given.case) if given.case else None).write.parquet(given.out)
    spark.stop()


if __name__ == "__main__":
    main()
