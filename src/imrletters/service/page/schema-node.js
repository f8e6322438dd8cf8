// One value in the JSON Schema of a case: its kind, title and allowed content.
import { isNumber, isObject } from "./json.js";

/** @import { Json } from "./json.js" */
/** @typedef {"object" | "list" | "choice" | "number" | "text" | "narrative" | "date" | "other"} Kind */
/** @typedef {{ [keyword: string]: any }} Schema */

const INTEGER = /^-?(0|[1-9]\d*)$/;
const MAX_EXAMPLE_LENGTH = 45;
const MAX_SHORT_LENGTH = 15;

export class SchemaNode {
  /** @type {Map<string, SchemaNode> | undefined} */
  #fields;
  /** @type {SchemaNode | undefined} */
  #entry;

  /**
   * @param {Schema} schema
   * @param {Schema} root
   * @param {{ name?: string, owner?: string, required?: boolean }} [place]
   */
  constructor(schema, root, { name = "", owner = "", required = false } = {}) {
    const options = schema.anyOf ?? [schema];
    const option = options.find((/** @type {Schema} */ one) => one.type !== "null") ?? {};
    const definition = option.$ref?.split("/").at(-1) ?? "";
    this.root = root;
    this.schema = { ...(definition ? root.$defs[definition] : {}), ...option, ...schema };
    /** The name in $defs: "Citation"; "" if it has none. */
    this.definition = definition;
    /** The position in the schema, for an entry of a list that of the list: "Citation.title". */
    this.position = `${owner}.${name}`;
    this.required = required;
    this.nullable = options.length > 1;
    /** @type {string} */
    this.title = this.schema.title ?? name;
    /** @type {string} The title of one value of this definition, as an entry of a list. */
    this.entryTitle = definition ? root.$defs[definition].title : this.title;
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
    if (type === "object") return "object";
    if (type === "array") return "list";
    if (this.choices.length) return "choice";
    if (type === "integer" || type === "number") return "number";
    if (type !== "string") return "other";
    if (this.schema["x-narrative"]) return "narrative";
    return format === "date" ? "date" : "text";
  }

  /** The properties of an object, in the order of the schema. */
  get fields() {
    this.#fields ??= new Map(
      Object.entries(this.schema.properties ?? {}).map(([name, field]) => {
        const required = (this.schema.required ?? []).includes(name);
        const place = { name, owner: this.definition, required };
        return [name, new SchemaNode(/** @type {Schema} */ (field), this.root, place)];
      }),
    );
    return this.#fields;
  }

  /** The node of each entry of a list. */
  get entry() {
    const [owner = "", name = ""] = this.position.split(".");
    this.#entry ??= new SchemaNode({ title: this.title, ...this.schema.items }, this.root, {
      name,
      owner,
      required: true,
    });
    return this.#entry;
  }

  /** An example value for the help text; "" if it is too long. */
  get example() {
    const [example] = this.schema.examples ?? [];
    const isShort = this.kind === "text" && String(example).length < MAX_EXAMPLE_LENGTH;
    return isShort || ["date", "number"].includes(this.kind) ? String(example ?? "") : "";
  }

  /** Whether its values are short enough for two fields side by side. */
  get isShort() {
    const isShortText = this.kind === "text" && String(this.schema.examples?.[0]).length < MAX_SHORT_LENGTH;
    return isShortText || ["choice", "number", "date"].includes(this.kind);
  }

  /**
   * Whether a field of this kind can show a value; other values are shown as JSON.
   * @param {Json | undefined} value
   */
  canShow(value) {
    if (value === undefined || (value === null && this.nullable)) return true;
    if (this.kind === "object") return isObject(value);
    if (this.kind === "list") return Array.isArray(value);
    if (this.kind === "choice") return typeof value === typeof this.choices[0] && typeof value !== "object";
    if (this.kind === "number") return isNumber(value) || (typeof value === "string" && !INTEGER.test(value));
    return this.kind !== "other" && typeof value === "string";
  }

  /**
   * The value for a text typed into the field.
   * @param {string} text
   * @returns {Json}
   */
  fromText(text) {
    const number = Number(text);
    return this.kind === "number" && INTEGER.test(text) && Number.isSafeInteger(number) ? number : text;
  }

  /**
   * A new value: the required objects and lists, without any text.
   * @returns {Json}
   */
  emptyValue() {
    if (this.kind === "list") return this.schema.minItems ? [this.entry.emptyValue()] : [];
    if (this.kind !== "object") return "";
    const required = [...this.fields].filter(([, field]) => field.required && ["object", "list"].includes(field.kind));
    return Object.fromEntries(required.map(([name, field]) => [name, field.emptyValue()]));
  }
}
