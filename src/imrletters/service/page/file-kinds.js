// Recognizes files that are neither a case nor a letter by their first bytes, with advice what to open instead.

const WORD_ADVICE = "save it as PDF in Word and open that, or paste its text into the form";
const PICTURE_ADVICE = "a picture has no text; open the PDF or the text of the letter";
/** The first bytes of kinds of files. @type {[number[], string][]} */
const KINDS = [
  [[0xd0, 0xcf, 0x11, 0xe0], `is a document of Word or another Office program: ${WORD_ADVICE}`],
  [[0x89, 0x50, 0x4e, 0x47], `is a picture: ${PICTURE_ADVICE}`],
  [[0xff, 0xd8, 0xff], `is a picture: ${PICTURE_ADVICE}`],
  [[0x49, 0x49, 0x2a, 0x00], `is a picture: ${PICTURE_ADVICE}`],
  [[0x4d, 0x4d, 0x00, 0x2a], `is a picture: ${PICTURE_ADVICE}`],
  [[0x47, 0x49, 0x46, 0x38], `is a picture: ${PICTURE_ADVICE}`],
];
const ZIP = [0x50, 0x4b];

/**
 * What a file is and what to do with it; "" for a file that may be a letter.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} start of its text
 */
export function adviceFor(bytes, start) {
  if (!bytes.length) return "It is empty.";
  if (startsWith(bytes, ZIP)) return zipAdvice(bytes);
  if (start.startsWith("{\\rtf")) return `It is a document in rich text format: ${WORD_ADVICE}.`;
  if (/^<(!doctype html|html|\?xml)/i.test(start))
    return "It is a web page: save it as PDF, or paste its text into the form.";
  const kind = KINDS.find(([first]) => startsWith(bytes, first));
  if (kind) return `It ${kind[1]}.`;
  return bytes.includes(0) ? "It contains no text: open a case file (JSON), or a letter as PDF or text." : "";
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number[]} first
 */
function startsWith(bytes, first) {
  return first.every((byte, index) => bytes[index] === byte);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function zipAdvice(bytes) {
  const names = new TextDecoder("latin1").decode(bytes);
  if (names.includes("word/document")) return `It is a Word document: ${WORD_ADVICE}.`;
  if (names.includes("opendocument.text")) return `It is an OpenDocument text: ${WORD_ADVICE}.`;
  return "It is an archive or an Office document: open the case file (JSON), or the letter as PDF or text.";
}
