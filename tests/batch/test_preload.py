"""What worker processes have loaded before they start."""

from tests.test_architecture import loaded_after


def test_preloading_loads_the_pdf_engine() -> None:
    assert "weasyprint" in loaded_after("import imrletters.batch.preload")
    assert "weasyprint" not in loaded_after("import imrletters.batch.render")


def test_preloading_succeeds_without_the_pdf_engine() -> None:
    script = "import sys\nsys.modules['weasyprint'] = None\nimport imrletters.batch.preload"
    assert "imrletters" in loaded_after(script)
