# Causal video VAE of Wan2.1 (formulas: Wan-Video/Wan2.1, wan/modules/vae.py), in the serialised TorchScript dialect.
# Axes: [1, C, T, H, W]. A chunk of frames comes in; what a convolution must remember of it goes out as its cache: the
# last two frames of its input. An empty cache list means that nothing came before.
def norm(x: Tensor, gamma: Tensor) -> Tensor:
  length = torch.clamp_min(torch.linalg_vector_norm(x, 2, [1], True), 1.0e-12)
  scale = torch.mul(gamma, float(torch.size(x, 1)) ** 0.5)
  return torch.mul(torch.div(x, length), scale)
def normed_silu(x: Tensor, gamma: Tensor) -> Tensor:
  return torch.silu(__torch__.norm(x, gamma))
def causal_conv(x: Tensor, w: Tensor, b: Tensor, cache: List[Tensor], pad: int) -> List[Tensor]:
  seen = torch.cat(torch.add(cache, [x]), 2)
  frames = torch.size(seen, 2)
  if torch.eq(frames, 1):
    # two frames of zeros before a single frame: only the last tap counts
    y = torch.conv3d(seen, torch.slice(w, 2, 2, 3), b, [1, 1, 1], [0, pad, pad])
  else:
    missing = 2 - (frames - torch.size(x, 2))
    padded = torch.constant_pad_nd(seen, [0, 0, 0, 0, missing, 0])
    y = torch.conv3d(padded, w, b, [1, 1, 1], [0, pad, pad])
  return [y, torch.clone(torch.slice(seen, 2, -2))]
def frames_first(x: Tensor) -> Tensor:
  return torch.transpose(torch.squeeze(x, 0), 0, 1)
def channels_first(x: Tensor) -> Tensor:
  return torch.unsqueeze(torch.transpose(x, 0, 1), 0)
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def pixels(self, rgb: Tensor) -> Tensor:
    x = torch.sub(torch.div(torch.to(rgb, 6), 127.5), 1.0)
    return torch.contiguous(torch.unsqueeze(torch.permute(x, [3, 0, 1, 2]), 0))
  def frames(self, x: Tensor, first: int, end: int) -> Tensor:
    return torch.contiguous(torch.slice(x, -3, first, end))
  def frame(self, z: Tensor, number: int) -> Tensor:
    return torch.unsqueeze(torch.slice(z, 1, number, number + 1), 0)
  def joined(self, chunks: List[Tensor]) -> Tensor:
    return torch.cat(chunks, 2)
  def rgb(self, x: Tensor) -> Tensor:
    y = torch.clamp(torch.add(torch.mul(torch.to(torch.squeeze(x, 0), 6), 127.5), 127.5), 0.0, 255.0)
    return torch.contiguous(torch.to(torch.round(torch.permute(y, [1, 2, 3, 0])), 0))
  def normalised(self, x: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    mu = torch.slice(x, 1, 0, torch.size(mean, 1))
    return torch.div(torch.sub(torch.to(mu, 6), mean), std)
  def raw(self, z: Tensor, mean: Tensor, std: Tensor, dtype: int) -> Tensor:
    return torch.to(torch.add(torch.mul(z, std), mean), dtype)
  def point(self, x: Tensor, w: List[Tensor]) -> Tensor:
    return torch.conv3d(x, w[0], w[1])
  def conv(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    return __torch__.causal_conv(x, w[0], w[1], cache, 1)
  def residual(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    first = __torch__.causal_conv(__torch__.normed_silu(x, w[0]), w[1], w[2], torch.slice(cache, 0, 1), 1)
    second = __torch__.causal_conv(__torch__.normed_silu(first[0], w[3]), w[4], w[5], torch.slice(cache, 1, 2), 1)
    if torch.gt(torch.len(w), 6):
      h = torch.conv3d(x, w[6], w[7])
    else:
      h = x
    return [torch.add(second[0], h), first[1], second[1]]
  def attention(self, x: Tensor, w: List[Tensor]) -> Tensor:
    f = __torch__.frames_first(x)
    c = torch.size(f, 1)
    qkv = torch.flatten(torch.conv2d(__torch__.norm(f, w[0]), w[1], w[2]), 2)
    rows = torch.unsqueeze(torch.transpose(qkv, 1, 2), 1)
    q = torch.contiguous(torch.slice(rows, 3, 0, c))
    k = torch.contiguous(torch.slice(rows, 3, c, 2 * c))
    v = torch.contiguous(torch.slice(rows, 3, 2 * c, 3 * c))
    a = torch.transpose(torch.squeeze(torch.scaled_dot_product_attention(q, k, v), 1), 1, 2)
    y = torch.conv2d(torch.reshape(a, torch.size(f)), w[3], w[4])
    return torch.add(x, __torch__.channels_first(y))
  def down(self, x: Tensor, w: List[Tensor]) -> Tensor:
    padded = torch.constant_pad_nd(__torch__.frames_first(x), [0, 1, 0, 1])
    return __torch__.channels_first(torch.conv2d(padded, w[0], w[1], [2, 2]))
  def down_time(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    last = torch.clone(torch.slice(x, 2, -1))
    if torch.eq(torch.len(cache), 0):
      y = x
    else:
      y = torch.conv3d(torch.cat([cache[0], x], 2), w[2], w[3], [2, 1, 1])
    return [y, last]
  def up(self, x: Tensor, w: List[Tensor]) -> Tensor:
    f = torch.upsample_nearest2d(__torch__.frames_first(x), None, [2.0, 2.0])
    return __torch__.channels_first(torch.conv2d(f, w[0], w[1], [1, 1], [1, 1]))
  def up_time(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    conv = __torch__.causal_conv(x, w[2], w[3], cache, 0)
    halves = torch.unflatten(conv[0], 1, [2, -1])
    y = torch.flatten(torch.permute(halves, [0, 2, 3, 1, 4, 5]), 2, 3)
    return [y, conv[1]]
  def head(self, x: Tensor, w: List[Tensor], cache: List[Tensor]) -> List[Tensor]:
    return __torch__.causal_conv(__torch__.normed_silu(x, w[0]), w[1], w[2], cache, 1)
