"""The child, for files at which the first one died: workbooks row by row."""

from city.hotline.child import serve
from city.tables import streamed

if __name__ == "__main__":
    serve(streamed.sheets)
