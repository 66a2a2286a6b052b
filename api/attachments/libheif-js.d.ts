/** The part of libheif-js that is used; the package types only its C functions. */
declare module 'libheif-js/wasm-bundle' {
  export interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Fills `data` with RGBA, turned upright; calls back with null where it cannot be decoded. */
    display(
      into: { data: Uint8ClampedArray; width: number; height: number },
      done: (shown: object | null) => void,
    ): void;
  }
  const libheif: {
    HeifDecoder: new () => {
      /** All pictures of the top level; none where the file cannot be read. */
      decode(bytes: Uint8Array): HeifImage[];
    };
  };
  export default libheif;
}
