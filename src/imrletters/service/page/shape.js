// What the schema says of one value: its kind, its title, what may stand in it.
import { isNumber, isObject } from "./json.js";

/** @import { Json } from "./json.js" */
/** @typedef {"part" | "list" | "choice" | "number" | "text" | "narrative" | "date" | "other"} Kind */
/** @typedef {{ [keyword: string]: any }} Schema */

const WHOLE_NUMBER = /^-?(0|[1-9]\d*)$/;

export class Shape {
  /** @type {Map<string, Shape> | undefined} */
  #fields;

  /**
   * @param {Schema} schema
   * @param {Schema} root
   * @param {{ name?: string, owner?: string, required?: boolean }} [place]
   */
  constructor(schema, root, { name = "", owner = "", required = false } = {}) {
    const options = schema.anyOf ?? [schema];
    const one = options.find((/** @type {Schema} */ option) => option.type !== "null") ?? {};
    const part = one.$ref?.split("/").at(-1) ?? "";
    this.root = root;
    this.schema = { ...(part ? root.$defs[part] : {}), ...one, ...schema };
    /** The name of the kind of part: "Citation". */
    this.part = part;
    /** The place in the schema: "Citation.title". */
    this.position = `${owner}.${name}`;
    this.required = required;
    this.nullable = options.length > 1;
    /** @type {string} */
    this.title = this.schema.title ?? name;
    /** @type {string} What one entry of a list of these is called. */
    this.partTitle = part ? root.$defs[part].title : this.title;
    /** @type {string} */
    this.help = this.schema.description ?? "";
    /** @type {string[] | undefined} */
    this.copies = this.schema["x-copies"];
    /** @type {Json[]} */
    this.choices = "const" in this.schema ? [this.schema.const] : (this.schema.enum ?? []);
    this.kind = this.#kind();
  }

  /** @returns {Kind} */
  #kind() {
    const { type, format } = this.schema;
    if (type === "object") return "part";
    if (type === "array") return "list";
    if (this.choices.length) return "choice";
    if (type === "integer" || type === "number") return "number";
    if (type !== "string") return "other";
    if (this.schema["x-narrative"]) return "narrative";
    return format === "date" ? "date" : "text";
  }

  /** The fields of a part, in the order of the schema. */
  get fields() {
    this.#fields ??= new Map(
      Object.entries(this.schema.properties ?? {}).map(([name, field]) => {
        const required = (this.schema.required ?? []).includes(name);
        return [name, new Shape(/** @type {Schema} */ (field), this.root, { name, owner: this.part, required })];
      }),
    );
    return this.#fields;
  }

  /** What each entry of a list is. */
  get entries() {
    return new Shape({ title: this.title, ...this.schema.items }, this.root, { required: true });
  }

  /** An example for a person, where it is short enough to help. */
  get example() {
    const [example] = this.schema.examples ?? [];
    return ["date", "number"].includes(this.kind) || (this.kind === "text" && String(example).length < 45)
      ? String(example ?? "")
      : "";
  }

  /** Whether what it holds is short enough to stand beside another field. */
  get isShort() {
    const isShortText = this.kind === "text" && String(this.schema.examples?.[0]).length < 15;
    return isShortText || ["choice", "number", "date"].includes(this.kind);
  }

  /**
   * Whether a value is of a kind that the form can show as a field; others are shown as they stand in the file.
   * @param {Json | undefined} value
   */
  fits(value) {
    if (value === undefined || (value === null && this.nullable)) return true;
    if (this.kind === "part") return isObject(value);
    if (this.kind === "list") return Array.isArray(value);
    if (this.kind === "choice") return typeof value === typeof this.choices[0] && typeof value !== "object";
    if (this.kind === "number") return isNumber(value) || (typeof value === "string" && !WHOLE_NUMBER.test(value));
    return this.kind !== "other" && typeof value === "string";
  }

  /**
   * What is meant by a text typed into the field.
   * @param {string} text
   * @returns {Json}
   */
  meant(text) {
    const number = Number(text);
    return this.kind === "number" && WHOLE_NUMBER.test(text) && Number.isSafeInteger(number) ? number : text;
  }

  /**
   * The beginning of a value: all parts and lists that must be there, and no word in them.
   * @returns {Json}
   */
  begun() {
    if (this.kind === "list") return this.schema.minItems ? [this.entries.begun()] : [];
    if (this.kind !== "part") return "";
    const needed = [...this.fields].filter(([, field]) => field.required && ["part", "list"].includes(field.kind));
    return Object.fromEntries(needed.map(([name, field]) => [name, field.begun()]));
  }
}
