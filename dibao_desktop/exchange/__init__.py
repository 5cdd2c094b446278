"""数据交换: workbooks in and out.

In: `workbook` opens any file by its bytes, `recognise` says what each sheet holds and which column is which,
`rosters` and `lines` turn rows into the values of the capabilities, `examining` puts them together,
`importing` takes them into the office, and `error_workbook` gives back what could not be taken. This capability has no table of its own: it writes through
the commands of the others.
"""
