"""The pages of the site, one module each: those of one edition, and `spanning` those that span years, with `indicators`,
`corrections`, `sitemap` and `root`; `frame` is what every page carries.
"""
