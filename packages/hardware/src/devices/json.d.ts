/** Device files are data: what they hold is checked when they are read. */
declare module "*.json" {
  const value: unknown;
  export default value;
}
