"""The core of 低保清查工作台, free of any window.

From the bottom up: `domain` (values), `storage` (how rows are kept), `session` (who acts, the gate for writing),
`access`, `audit`, `settings`, `policy` (政策方案), `dossiers` (一户一档), `matching` (信息比对), `clearance` (清查),
`review` (民主评议), `notices` (公示), `exchange` (数据交换), `reports` (看板与报表), `office` (the open office), `cli`.
"""
