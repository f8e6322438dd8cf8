"""The HTTP service and the review page, for programs in any language and for a browser.

``server`` listens, ``app`` assembles the application, ``middleware`` logs each request and sets the headers of every
response, ``api`` has the paths, and ``worker_pool`` runs the work in other processes. ``review_page`` serves the page;
``file_watching`` reports changes of the files that it shows. No text of a case is logged or stored. Needs
``pip install 'imrletters[server]'``.
"""
