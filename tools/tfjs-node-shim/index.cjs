/**
 * Stands in for @tensorflow/tfjs-node, whose native binary is a download: the same names on the pure JavaScript backend, as far as
 * danfojs-node asks for them.
 */
const core = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-cpu");

/** Operations that Tensor offers as methods with itself as the first argument. */
const methods = `
abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh avgPool batchNorm batchToSpaceND broadcastTo cast
ceil clipByValue conv1d conv2d conv2dTranspose cos cosh cumprod cumsum depthToSpace depthwiseConv2d dilation2d div
divNoNan dot elu equal erf euclideanNorm exp expandDims expm1 fft floor floorDiv gather greater greaterEqual ifft
irfft isFinite isInf isNaN leakyRelu less lessEqual localResponseNormalization log log1p logSigmoid logSoftmax
logSumExp logicalAnd logicalNot logicalOr logicalXor matMul max maxPool maximum mean min minimum mirrorPad mod mul neg
norm notEqual oneHot onesLike pad pool pow prelu prod reciprocal relu relu6 reshape reverse rfft round rsqrt selu
separableConv2d sigmoid sign sin sinh slice softmax softplus spaceToBatchND split sqrt square squaredDifference
squeeze step stridedSlice sub sum tan tanh tile topk transpose unique unsortedSegmentSum unstack zerosLike
`
  .trim()
  .split(/\s+/);

const imageMethods = ["resizeBilinear", "resizeNearestNeighbor"];

/** Methods that take their arguments otherwise. */
const others = {
  as1D: (tensor) => core.reshape(tensor, [tensor.size]),
  as2D: (tensor, ...shape) => core.reshape(tensor, shape),
  as3D: (tensor, ...shape) => core.reshape(tensor, shape),
  as4D: (tensor, ...shape) => core.reshape(tensor, shape),
  as5D: (tensor, ...shape) => core.reshape(tensor, shape),
  asScalar: (tensor) => core.reshape(tensor, []),
  asType: (tensor, type) => core.cast(tensor, type),
  concat: (tensor, more, axis) => core.concat([tensor, ...list(more)], axis),
  flatten: (tensor) => core.reshape(tensor, [tensor.size]),
  reshapeAs: (tensor, other) => core.reshape(tensor, other.shape),
  stack: (tensor, more, axis) => core.stack([tensor, ...list(more)], axis),
  toBool: (tensor) => core.cast(tensor, "bool"),
  toFloat: (tensor) => core.cast(tensor, "float32"),
  toInt: (tensor) => core.cast(tensor, "int32"),
  where: (tensor, condition, other) => core.where(condition, tensor, other),
};

function list(tensors) {
  return tensors instanceof core.Tensor ? [tensors] : tensors;
}

function register(name, operation) {
  core.Tensor.prototype[name] = function (...values) {
    this.throwIfDisposed();
    return operation(this, ...values);
  };
}

for (const name of methods) register(name, core[name]);
for (const name of imageMethods) register(name, core.image[name]);
for (const [name, operation] of Object.entries(others)) register(name, operation);

// The backend says hello at its first tensor, in the middle of a program's own output; the flag silences that and nothing else.
core.enableProdMode();

const shim = Object.defineProperties({}, Object.getOwnPropertyDescriptors(core));
Object.defineProperty(shim, "data", { enumerable: true, get: () => require("@tensorflow/tfjs-data") });
module.exports = shim;
