"""政策方案 (policy packs): one TOML file a plan, holding every number that differs from place to place.

Standards with their dates in force, categories and amounts, income rules, check items, the steps of a case, visit,
review and notice rules, decision, re-verification intervals, stages, schedule and sampling. Each figure carries its
source clause (社会救助法, 最低生活保障审核确认办法 民发〔2021〕57号, or the plan itself), so the screen can answer 为什么.
`rules` holds a pack as values and what follows from it, `queries` reads the shipped files.
"""
