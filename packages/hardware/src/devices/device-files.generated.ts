// Written by tools/list-devices.mjs; do not edit.
import cortexM7216mhzCmsisNn from "../../devices/cortex-m7-216mhz-cmsis-nn.json" with { type: "json" };
import ekRa6m4 from "../../devices/ek-ra6m4.json" with { type: "json" };
import eyerissRatios from "../../devices/eyeriss-ratios.json" with { type: "json" };
import fireflyRk3588sArmnnNeon from "../../devices/firefly-rk3588s-armnn-neon.json" with { type: "json" };
import fireflyRk3588sArmnnOpencl from "../../devices/firefly-rk3588s-armnn-opencl.json" with { type: "json" };
import fireflyRk3588sTfliteRuy from "../../devices/firefly-rk3588s-tflite-ruy.json" with { type: "json" };
import gap9Evk240mhz from "../../devices/gap9-evk-240mhz.json" with { type: "json" };
import gap9Evk370mhz from "../../devices/gap9-evk-370mhz.json" with { type: "json" };
import jetsonAgxOrinArmnnNeon from "../../devices/jetson-agx-orin-armnn-neon.json" with { type: "json" };
import jetsonAgxOrinTfliteRuy from "../../devices/jetson-agx-orin-tflite-ruy.json" with { type: "json" };
import jetsonAgxOrinTfliteXnnpack from "../../devices/jetson-agx-orin-tflite-xnnpack.json" with { type: "json" };
import jetsonAgxXavierArmnnNeon from "../../devices/jetson-agx-xavier-armnn-neon.json" with { type: "json" };
import jetsonAgxXavierTfliteRuy from "../../devices/jetson-agx-xavier-tflite-ruy.json" with { type: "json" };
import ndp912031mhz from "../../devices/ndp9120-31mhz.json" with { type: "json" };
import ndp912099mhz from "../../devices/ndp9120-99mhz.json" with { type: "json" };
import nucleoH7a3ziQ from "../../devices/nucleo-h7a3zi-q.json" with { type: "json" };
import nucleoL4r5zi from "../../devices/nucleo-l4r5zi.json" with { type: "json" };
import nucleoL4r5ziP from "../../devices/nucleo-l4r5zi-p.json" with { type: "json" };
import nucleoU385rgQ from "../../devices/nucleo-u385rg-q.json" with { type: "json" };
import nucleoU575ziQ from "../../devices/nucleo-u575zi-q.json" with { type: "json" };
import odroidN2ArmnnNeon from "../../devices/odroid-n2+-armnn-neon.json" with { type: "json" };
import odroidN2ArmnnOpencl from "../../devices/odroid-n2+-armnn-opencl.json" with { type: "json" };
import odroidN2TfliteRuy from "../../devices/odroid-n2+-tflite-ruy.json" with { type: "json" };
import raspberryPi4ArmnnNeon from "../../devices/raspberry-pi-4-armnn-neon.json" with { type: "json" };
import raspberryPi4TfliteRuy from "../../devices/raspberry-pi-4-tflite-ruy.json" with { type: "json" };
import rx65nCloudKit from "../../devices/rx65n-cloud-kit.json" with { type: "json" };
import textbook45nm from "../../devices/textbook-45nm.json" with { type: "json" };

/** The device files that ship, by id; what they hold is checked when one is read. */
export const deviceFiles: Readonly<Record<string, unknown>> = {
  "cortex-m7-216mhz-cmsis-nn": cortexM7216mhzCmsisNn,
  "ek-ra6m4": ekRa6m4,
  "eyeriss-ratios": eyerissRatios,
  "firefly-rk3588s-armnn-neon": fireflyRk3588sArmnnNeon,
  "firefly-rk3588s-armnn-opencl": fireflyRk3588sArmnnOpencl,
  "firefly-rk3588s-tflite-ruy": fireflyRk3588sTfliteRuy,
  "gap9-evk-240mhz": gap9Evk240mhz,
  "gap9-evk-370mhz": gap9Evk370mhz,
  "jetson-agx-orin-armnn-neon": jetsonAgxOrinArmnnNeon,
  "jetson-agx-orin-tflite-ruy": jetsonAgxOrinTfliteRuy,
  "jetson-agx-orin-tflite-xnnpack": jetsonAgxOrinTfliteXnnpack,
  "jetson-agx-xavier-armnn-neon": jetsonAgxXavierArmnnNeon,
  "jetson-agx-xavier-tflite-ruy": jetsonAgxXavierTfliteRuy,
  "ndp9120-31mhz": ndp912031mhz,
  "ndp9120-99mhz": ndp912099mhz,
  "nucleo-h7a3zi-q": nucleoH7a3ziQ,
  "nucleo-l4r5zi": nucleoL4r5zi,
  "nucleo-l4r5zi-p": nucleoL4r5ziP,
  "nucleo-u385rg-q": nucleoU385rgQ,
  "nucleo-u575zi-q": nucleoU575ziQ,
  "odroid-n2+-armnn-neon": odroidN2ArmnnNeon,
  "odroid-n2+-armnn-opencl": odroidN2ArmnnOpencl,
  "odroid-n2+-tflite-ruy": odroidN2TfliteRuy,
  "raspberry-pi-4-armnn-neon": raspberryPi4ArmnnNeon,
  "raspberry-pi-4-tflite-ruy": raspberryPi4TfliteRuy,
  "rx65n-cloud-kit": rx65nCloudKit,
  "textbook-45nm": textbook45nm,
};
