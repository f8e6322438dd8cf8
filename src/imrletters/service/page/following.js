// Follows a case file and the templates on the server's disk while somebody edits them there.
import { changes } from "./server.js";

const PAUSE = 2000;

/**
 * @param {{ onCase: () => void, onTemplates: () => void, onBreak: () => void, onReturn: () => void }} doors
 */
export function follow(doors) {
  const stream = changes();
  let broken = false;
  stream.addEventListener("case", doors.onCase);
  stream.addEventListener("templates", doors.onTemplates);
  stream.addEventListener("open", () => {
    if (broken) doors.onReturn();
    broken = false;
  });
  stream.addEventListener("error", () => {
    broken = true;
    doors.onBreak();
    // the browser itself connects again, unless it was refused
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => follow({ ...doors }), PAUSE);
  });
}
