import { md, type Reference } from "@joulebook/report";

export const references: readonly Reference[] = [
  {
    id: "reddi",
    text: md`V. J. Reddi et al., “MLPerf Inference Benchmark”, *Proc. 47th International Symposium on Computer Architecture (ISCA)*, 2020, arXiv:1911.02549. Results: repositories *mlcommons/inference\_results\_v1.0* to *v3.0*, open division.`,
  },
  {
    id: "hanafy",
    text: md`W. A. Hanafy, T. Molom-Ochir and R. Shenoy, “Design Considerations for Energy-efficient Inference on Edge Devices”, *Proc. 12th ACM International Conference on Future Energy Systems (e-Energy)*, 2021, pp. 302–308, doi:10.1145/3447555.3465326.`,
  },
  {
    id: "merkel",
    text: md`C. Merkel, “Exploring Energy-Accuracy Tradeoffs in AI Hardware”, 2020, arXiv:2011.08779.`,
  },
  {
    id: "shirvani",
    text: md`A. Shirvani and M. McGregor, “Modeling for the Edge: How Neural Network Modelers Should Evaluate Edge Compute Power”, Syntiant, 2022.`,
  },
  {
    id: "timm",
    text: md`R. Wightman, “PyTorch Image Models” (timm), table of results on ImageNet, Apache-2.0, doi:10.5281/zenodo.4414861.`,
  },
  {
    id: "torchvision",
    text: md`TorchVision maintainers and contributors, “TorchVision: PyTorch's Computer Vision library”, metadata of pretrained weights, BSD-3-Clause.`,
  },
];
