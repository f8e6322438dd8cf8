// JSON features of browsers that TypeScript does not declare yet.
interface JSON {
  rawJSON?(text: string): any;
  isRawJSON?(value: unknown): boolean;
  parse(text: string, reviver: (key: string, value: any, context?: { source: string }) => any): any;
}

// Parts of the File System Access API that not every browser has.
interface Window {
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
}
interface DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
interface FileSystemHandle {
  requestPermission?(options: { mode: "read" | "readwrite" }): Promise<PermissionState>;
}
