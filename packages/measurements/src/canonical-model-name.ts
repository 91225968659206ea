/**
 * A model's name in the one spelling by which tables are joined: lower case, single hyphens, without the pretrained tag that timm puts
 * after a dot, and with the version of MobileNet and EfficientNet set off. A dot inside a number ("-0.25-") stays.
 *
 * @example canonicalModelName("MobileNet_V3_Large") // => "mobilenet-v3-large"
 * @example canonicalModelName("mobilenetv3_large_100.ra_in1k") // => "mobilenet-v3-large-100"
 */
export function canonicalModelName(name: string): string {
  return name
    .toLowerCase()
    .replace(/^(\S*?[a-z_][a-z0-9_]*)\.(?=\d*[a-z_]).*$/, "$1")
    .replace(/[\s_-]+/g, "-")
    .replace(/^-|-$/g, "")
    .replace(/^(mobilenet|efficientnet)v(?=\d)/, "$1-v");
}
