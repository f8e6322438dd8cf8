"""HTTP and the review page, for those whose tools are not written in Python.

Requests come in by ``guard``, are read in ``api`` and answered by ``work`` in a process of ``workers``; ``page`` serves
the review page, and ``follow`` tells it of files that change. Nothing of a case is logged or written anywhere. Needs
``pip install 'imrletters[server]'``.
"""
