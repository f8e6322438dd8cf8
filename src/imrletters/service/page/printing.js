// Prints a PDF file through the PDF viewer of the browser, so that the paper shows the file and not this page.
import { download } from "./files.js";

const TYPE = "application/pdf";
let frame = document.createElement("iframe");

/**
 * Opens the print dialog of the browser for a PDF; downloads the file where the browser has no PDF viewer.
 * @param {Blob} pdf
 * @param {string} name of the file
 * @returns {Promise<string>} what the page states about it; "" if the dialog was opened
 */
export async function printPdf(pdf, name) {
  if (!navigator.pdfViewerEnabled) return downloaded(pdf, name);
  URL.revokeObjectURL(frame.src);
  frame.remove();
  frame = document.createElement("iframe");
  frame.className = "print-frame";
  frame.title = "PDF to print";
  frame.ariaHidden = "true";
  frame.tabIndex = -1;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.src = URL.createObjectURL(new Blob([pdf], { type: TYPE }));
  document.body.append(frame);
  await loaded;
  try {
    frame.contentWindow?.print();
  } catch {
    return downloaded(pdf, name); // the viewer belongs to another origin in this browser
  }
  return "";
}

/**
 * @param {Blob} pdf
 * @param {string} name
 */
function downloaded(pdf, name) {
  download(name, pdf, TYPE);
  return `This browser cannot print a PDF from a page. ${name} was downloaded: open it and print it there.`;
}
