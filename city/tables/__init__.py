"""Tables that strangers send: any workbook, any text, as rows of cells."""
