// What browsers know of JSON and the compiler does not yet.
interface JSON {
  rawJSON?(text: string): any;
  isRawJSON?(value: unknown): boolean;
  parse(text: string, reviver: (key: string, value: any, context?: { source: string }) => any): any;
}
