"""Roles: who holds which position or job, in which organisation, from when to when.

`extractor.extract` makes the facts. A role with a title starts from the title (`titles`), which
may be one of a group (`coordinated_titles`); `holders` looks for whoever holds it, before a name or
apposed to one (`apposition`), or with a verb (`predication`). A role without a title starts from a
verb, a noun or a name (`employment`). `tenure` reads the bounds.

The employer of a title is looked for in this order; the first found is taken:

1. `title_scope.with_employer_behind`: behind the title, "head of research at Acme"
2. `title_scope.with_employer_before`: before the title, "Acme's head", "its head", "company CEO"
3. `coordinated_titles`: with another title of the group, "chairman and president of Acme"
4. `name_employers.employer_behind_titled_name`: behind the name that follows the title,
   "Inspector Doe of Kent Police"; or `.employer_behind_title_aside`: behind a title that follows
   the name, "Jane Roe, finance chief, Acme"
5. `predication.employer_of_verb`: whoever appoints or dismisses, "Acme named Roe chairman"

Without a title the employer is

6. `employment`: the participant of a verb or noun, "works for Acme", "her time at Acme"
7. `name_employers.employer_before_name`, `.employer_behind_name`, `.employer_in_aside`: next to a
   name, "Acme's Jane Roe", "Jane Roe of Acme", "Jane Roe (Acme)"

What may be an employer, and which one a noun names, is in `employers`: `employers_at` also finds
places and groups that have offices, for titles; `organisations_at` named organisations only.
"""
