# What the processor is good at. Gradients are off where either is true.
def exact(x: Tensor) -> bool:
  # fp32 on a CPU, where oneDNN is called by name
  narrow = torch.ne(ops.prim.dtype(x), 6)
  elsewhere = torch.ne(ops.prim.device(x), torch.device("cpu"))
  return torch.__not__(torch.__or__(torch.__or__(narrow, elsewhere), torch.is_grad_enabled()))
def slow(x: Tensor) -> bool:
  # a CPU without instructions for 16-bit products takes them many times faster in fp32, rounded once at the end
  found = False
  half = torch.ne(ops.prim.dtype(x), 6)
  if torch.__and__(torch.__and__(half, torch.eq(ops.prim.device(x), torch.device("cpu"))), torch.__not__(torch.is_grad_enabled())):
    if torch.eq(ops.prim.dtype(x), 15):
      found = torch.__not__(ops.mkldnn._is_mkldnn_bf16_supported())
    else:
      found = torch.eq(ops.prim.dtype(x), 5)
  return found
