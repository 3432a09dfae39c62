"""Looks at documents where they lie: files, folders and addresses on the web.

What ``feedservice validate`` and ``feedservice diff`` do, without their flags and prints.
Like the validator it needs nothing of the service.
"""
