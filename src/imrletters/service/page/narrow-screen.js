// On a narrow screen, where the letter is below the form: one link, to the letter from the form, and back to the field.

const MIDDLE_OF_WINDOW = "-50% 0px -50% 0px";

/**
 * @param {() => void} goToLetter
 * @param {() => void} goToField
 */
export function linkFormAndLetter(goToLetter, goToField) {
  const links = { "to-letter": goToLetter, "to-form": goToField };
  for (const [id, go] of Object.entries(links)) {
    element(id).addEventListener("click", (event) => {
      event.preventDefault();
      go();
    });
  }
  const observer = new IntersectionObserver(
    (entries) => document.body.classList.toggle("at-letter", entries.at(-1)?.isIntersecting),
    { rootMargin: MIDDLE_OF_WINDOW },
  );
  observer.observe(element("letter-pane"));
}

/** @param {string} id */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
