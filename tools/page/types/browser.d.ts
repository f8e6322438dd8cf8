// JSON features of browsers that TypeScript does not declare yet.
interface JSON {
  rawJSON?(text: string): any;
  isRawJSON?(value: unknown): boolean;
  parse(text: string, reviver: (key: string, value: any, context?: { source: string }) => any): any;
}
