"""The page of 数据交换: files in (choose, look, take in) and the province's upload workbook out."""
