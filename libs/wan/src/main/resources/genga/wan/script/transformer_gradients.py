# with transformer_parts
#
# Gradients of a block: `block_vjp` leaves them to autograd and works on every device; `block_back` is the same by hand
# for CPUs, where forward may keep for it what attention gave (`block_attending`), or everything (`block_keeping`).
def normed_back(g: Tensor, x: Tensor, mean: Tensor, rstd: Tensor) -> Tensor:
  gx, _0, _1, = torch.native_layer_norm_backward(g, torch.to(x, 6), [torch.size(x, -1)], mean, rstd, None, None, [True, False, False])
  return torch.to(gx, ops.prim.dtype(x))
def rms_back(g: Tensor, x: Tensor, weight: Tensor) -> Tensor:
  # y = x r w with r = (mean(x^2) + eps)^-1/2, so dx = r (w g) - r^3 x mean(w g x)
  z = torch.to(x, 6)
  r = torch.rsqrt(torch.add(torch.mean(torch.mul(z, z), [-1], True), 1.0e-06))
  gw = torch.to(torch.mul(g, torch.to(weight, ops.prim.dtype(g))), 6)
  dot = torch.mean(torch.mul(gw, z), [-1], True)
  gx = torch.addcmul(torch.mul(gw, r), z, torch.mul(dot, torch.pow(r, 3)), value=-1)
  return torch.to(gx, ops.prim.dtype(x))
def attend_keeping(q: Tensor, k: Tensor, v: Tensor) -> List[Tensor]:
  kind = ops.prim.dtype(q)
  if __torch__.slow(q):
    kind = 6
  a, lse, = ops.aten._scaled_dot_product_flash_attention_for_cpu(torch.to(torch.transpose(q, 1, 2), kind), torch.to(torch.transpose(k, 1, 2), kind), torch.to(torch.transpose(v, 1, 2), kind))
  return [torch.to(torch.flatten(torch.transpose(a, 1, 2), 2), ops.prim.dtype(q)), lse]
def attend_back(g: Tensor, q: Tensor, k: Tensor, v: Tensor, kept: List[Tensor]) -> List[Tensor]:
  heads = torch.size(q, 2)
  dtype = ops.prim.dtype(q)
  kind = dtype
  if __torch__.slow(q):
    kind = 6
  g0 = torch.transpose(__torch__.split(torch.reshape(torch.to(g, kind), torch.size(kept[0])), heads), 1, 2)
  a = torch.transpose(__torch__.split(torch.to(kept[0], kind), heads), 1, 2)
  q0 = torch.transpose(torch.to(q, kind), 1, 2)
  k0 = torch.transpose(torch.to(k, kind), 1, 2)
  v0 = torch.transpose(torch.to(v, kind), 1, 2)
  gq, gk, gv, = ops.aten._scaled_dot_product_flash_attention_for_cpu_backward(g0, q0, k0, v0, a, kept[1], 0.0, False)
  return [torch.transpose(torch.to(gq, dtype), 1, 2), torch.transpose(torch.to(gk, dtype), 1, 2), torch.transpose(torch.to(gv, dtype), 1, 2)]
def gram(a: Tensor, b: Tensor) -> Tensor:
  # a^T b
  if __torch__.slow(a):
    y = torch.to(torch.matmul(torch.t(torch.to(a, 6)), torch.to(b, 6)), ops.prim.dtype(a))
  else:
    y = torch.matmul(torch.t(a), b)
  return y
def factors_back(g: List[Tensor], x: Tensor, lora: List[Tensor], linears: List[int], scale: float, found: List[Tensor]) -> List[Tensor]:
  # dA = s (g B)^T x, dB = s g^T (x A^T) of linears that read the same rows x: their A lie side by side in one product.
  # Gives s g B of each, no rows where a linear has no branch. Masks on x A^T are masks on g B.
  back = annotate(List[Tensor], [])
  downs = annotate(List[Tensor], [])
  sizes = annotate(List[int], [])
  for i in range(torch.len(linears)):
    linear = linears[i]
    if __torch__.has(lora, linear):
      g_inner = torch.mul(__torch__.product(g[i], torch.t(__torch__.like(lora[2 * linear + 1], x)), None), scale)
      _0 = torch.append(back, __torch__.dropped(g_inner, lora, linear))
      _1 = torch.append(downs, __torch__.like(lora[2 * linear], x))
      _2 = torch.append(sizes, torch.size(lora[2 * linear], 0))
    else:
      _3 = torch.append(back, torch.new_empty(x, [torch.size(x, 0), 0]))
      _4 = torch.append(downs, torch.new_empty(x, [0, torch.size(x, 1)]))
      _5 = torch.append(sizes, 0)
  down = torch.cat(downs)
  if torch.gt(torch.numel(down), 0):
    inner = torch.split_with_sizes(torch.mul(__torch__.product(x, down, None), scale), sizes, -1)
    downs = torch.split_with_sizes(__torch__.gram(torch.cat(back, -1), x), sizes)
    for i in range(torch.len(linears)):
      linear = linears[i]
      if __torch__.has(lora, linear):
        _6 = torch._set_item(found, 2 * linear, torch.to(downs[i], ops.prim.dtype(lora[2 * linear])))
        _7 = torch._set_item(found, 2 * linear + 1, torch.to(__torch__.gram(g[i], __torch__.dropped(inner[i], lora, linear)), ops.prim.dtype(lora[2 * linear])))
  return back
def input_back(g: Tensor, back: Tensor, x: Tensor, w: List[Tensor], at: int, lora: List[Tensor], linear: int, scale: float) -> Tensor:
  # y = x W^T + s x A^T B^T: dx = g W + (s g B) A; g and x are matrices
  if __torch__.merges(x, w[at], lora, linear):
    gx = __torch__.product(g, torch.t(__torch__.merged(w, at, lora, linear, scale)), None)
  else:
    gx = __torch__.product(g, torch.t(__torch__.weight(w, at, linear, ops.prim.dtype(g))), None)
    if __torch__.has(lora, linear):
      gx = __torch__.plus_product(gx, back, __torch__.like(lora[2 * linear], x), 1.0)
  return gx
def adapted_back(g: Tensor, x: Tensor, w: List[Tensor], at: int, lora: List[Tensor], linear: int, scale: float, found: List[Tensor]) -> Tensor:
  back = __torch__.factors_back([g], x, lora, [linear], scale, found)
  return __torch__.input_back(g, back[0], x, w, at, lora, linear, scale)
def scaled(g: Tensor, m: Tensor, at: int, x: Tensor) -> Tensor:
  factor = torch.slice(m, 1, at, at + 1)
  return torch.to(torch.mul(torch.reshape(torch.to(g, 6), torch.size(x)), factor), ops.prim.dtype(x))
def widened(g: Tensor, m: Tensor, at: int, x: Tensor) -> Tensor:
  factor = torch.add(torch.slice(m, 1, at, at + 1), 1.0)
  y = torch.mul(torch.reshape(torch.to(g, 6), torch.size(x)), factor)
  return torch.to(torch.to(y, ops.prim.dtype(x)), 6)
def shifted_keeping(x: Tensor, m: Tensor, shift: int, scale: int) -> List[Tensor]:
  n, mean, rstd, = torch.native_layer_norm(torch.to(x, 6), [torch.size(x, -1)], None, None, 1.0e-06)
  n = torch.to(torch.to(n, ops.prim.dtype(x)), 6)
  y = torch.addcmul(torch.slice(m, 1, shift, shift + 1), n, torch.add(torch.slice(m, 1, scale, scale + 1), 1.0))
  return [__torch__.rows(torch.to(y, ops.prim.dtype(x))), mean, rstd]
def inside(x: Tensor, m: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int, attended: List[Tensor]) -> List[Tensor]:
  # what the backward direction reads; the order is that of block_back. All matrices but the attention's inputs.
  n1 = __torch__.shifted_keeping(x, m, 0, 1)
  qkv = __torch__.adapted_qkv(n1[0], w, lora, scale)
  shape = [torch.size(x, 0), torch.size(x, 1), heads, -1]
  q = __torch__.rotated(torch.reshape(__torch__.rms(qkv[0], w[9]), shape), rope)
  k = __torch__.rotated(torch.reshape(__torch__.rms(qkv[1], w[10]), shape), rope)
  v = torch.reshape(qkv[2], shape)
  a = attended
  if torch.eq(torch.len(attended), 0):
    a = __torch__.attend_keeping(q, k, v)
  x1 = __torch__.gated(x, __torch__.adapted(a[0], w, 7, lora, 3, scale), m, 2)
  n3, mean3, rstd3, = torch.native_layer_norm(torch.to(x1, 6), [torch.size(x1, -1)], torch.to(w[11], 6), torch.to(w[12], 6), 1.0e-06)
  y3 = __torch__.rows(torch.to(n3, ops.prim.dtype(x)))
  q3 = __torch__.adapted(y3, w, 13, lora, 4, scale)
  qc = torch.reshape(__torch__.rms(q3, w[21]), shape)
  t = __torch__.rows(text)
  k3 = __torch__.adapted(t, w, 15, lora, 5, scale)
  kc = torch.reshape(__torch__.rms(k3, w[22]), [torch.size(x, 0), torch.size(text, 1), heads, -1])
  vc = torch.reshape(__torch__.adapted(t, w, 17, lora, 6, scale), torch.size(kc))
  ac = torch.slice(attended, 2, 4)
  if torch.eq(torch.len(attended), 0):
    ac = __torch__.attend_keeping(qc, kc, vc)
  x2 = torch.add(x1, __torch__.adapted(ac[0], w, 19, lora, 7, scale))
  n2 = __torch__.shifted_keeping(x2, m, 3, 4)
  u = __torch__.adapted(n2[0], w, 23, lora, 8, scale)
  h = torch.gelu(u, approximate="tanh")
  kept = torch.add(torch.slice(a, 0, 2), ac)
  return torch.add(kept, [n1[0], n1[1], n1[2], qkv[0], qkv[1], q, k, v, x1, y3, mean3, rstd3, q3, qc, k3, kc, vc, x2, n2[0], n2[1], n2[2], u, h])
class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  def block_vjp(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int, g: Tensor, input_too: bool) -> List[Tensor]:
    torch.set_grad_enabled(True)
    x0 = torch.detach(x)
    leaves = annotate(List[Tensor], [])
    for factor in torch.slice(lora, 0, 20):
      _0 = torch.append(leaves, torch.requires_grad_(torch.detach(factor), True))
    inputs = annotate(List[Tensor], [])
    for leaf in leaves:
      _1 = torch.append(inputs, leaf)
    leaves = torch.add(leaves, torch.slice(lora, 20))
    if input_too:
      x0 = torch.requires_grad_(x0, True)
      _2 = torch.append(inputs, x0)
    kv = __torch__.cross_keys(text, w, leaves, scale, heads)
    y = __torch__.block(x0, e, w, rope, kv, leaves, scale, heads)
    found = torch.grad([y], inputs, annotate(Optional[List[Optional[Tensor]]], [g]), False, False, True)
    torch.set_grad_enabled(False)
    gradients = annotate(List[Tensor], [])
    for i in range(torch.len(inputs)):
      one = found[i]
      if one is None:
        _3 = torch.append(gradients, torch.zeros_like(inputs[i]))
      else:
        _4 = torch.append(gradients, unchecked_cast(Tensor, one))
    return gradients
  def block_attending(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int) -> List[Tensor]:
    m = torch.add(torch.to(w[0], 6), e)
    qkv = __torch__.adapted_qkv(__torch__.shifted(x, m, 0, 1), w, lora, scale)
    q = __torch__.rotated(__torch__.split(__torch__.rms(qkv[0], w[9]), heads), rope)
    k = __torch__.rotated(__torch__.split(__torch__.rms(qkv[1], w[10]), heads), rope)
    a = __torch__.attend_keeping(q, k, __torch__.split(qkv[2], heads))
    x1 = __torch__.gated(x, __torch__.adapted(a[0], w, 7, lora, 3, scale), m, 2)
    kv = __torch__.cross_keys(text, w, lora, scale, heads)
    qc = __torch__.rms(__torch__.adapted(__torch__.cross_norm(x1, w), w, 13, lora, 4, scale), w[21])
    c = __torch__.attend_keeping(__torch__.split(qc, heads), kv[0], kv[1])
    x2 = torch.add(x1, __torch__.adapted(c[0], w, 19, lora, 7, scale))
    y = __torch__.gated(x2, __torch__.feed_forward(__torch__.shifted(x2, m, 3, 4), w, lora, scale), m, 5)
    return [y, a[0], a[1], c[0], c[1]]
  def block_keeping(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int) -> List[Tensor]:
    m = torch.add(torch.to(w[0], 6), e)
    kept = __torch__.inside(x, m, w, rope, text, lora, scale, heads, annotate(List[Tensor], []))
    fed = torch.reshape(__torch__.adapted(kept[26], w, 25, lora, 9, scale), torch.size(x))
    return torch.add([__torch__.gated(kept[21], fed, m, 5)], kept)
  def block_back(self, x: Tensor, e: Tensor, w: List[Tensor], rope: Tensor, text: Tensor, lora: List[Tensor], scale: float, heads: int, kept: List[Tensor], g: Tensor, input_too: bool) -> List[Tensor]:
    m = torch.add(torch.to(w[0], 6), e)
    all = kept
    if torch.lt(torch.len(kept), 5):
      all = __torch__.inside(x, m, w, rope, text, lora, scale, heads, kept)
    a, lse, ac, lsec, y1, mean1, rstd1, q1, k1, q, k, v, x1, y3, mean3, rstd3, q3, qc, k3, kc, vc, x2, y2, mean2, rstd2, u, h, = all
    found = annotate(List[Tensor], [])
    for factor in torch.slice(lora, 0, 20):
      _0 = torch.append(found, torch.zeros_like(factor))
    gh = __torch__.adapted_back(__torch__.rows(__torch__.scaled(g, m, 5, x)), h, w, 25, lora, 9, scale, found)
    gu = torch.gelu_backward(gh, u, approximate="tanh")
    gn2 = __torch__.widened(__torch__.adapted_back(gu, y2, w, 23, lora, 8, scale, found), m, 4, x)
    g2 = torch.add(g, __torch__.normed_back(gn2, x2, mean2, rstd2))
    gac = __torch__.adapted_back(__torch__.rows(g2), __torch__.rows(ac), w, 19, lora, 7, scale, found)
    gc = __torch__.attend_back(gac, qc, kc, vc, [ac, lsec])
    t = __torch__.rows(text)
    gk3 = __torch__.rms_back(__torch__.rows(torch.flatten(gc[1], 2)), k3, w[22])
    gv3 = __torch__.rows(torch.flatten(gc[2], 2))
    _1 = __torch__.factors_back([gk3, gv3], t, lora, [5, 6], scale, found)
    gq3 = __torch__.rms_back(__torch__.rows(torch.flatten(gc[0], 2)), q3, w[21])
    gy3 = torch.reshape(__torch__.adapted_back(gq3, y3, w, 13, lora, 4, scale, found), torch.size(x))
    gn3 = torch.mul(torch.to(gy3, 6), torch.to(w[11], 6))
    g1 = torch.add(g2, __torch__.normed_back(gn3, x1, mean3, rstd3))
    ga = __torch__.adapted_back(__torch__.rows(__torch__.scaled(g1, m, 2, x)), __torch__.rows(a), w, 7, lora, 3, scale, found)
    gs = __torch__.attend_back(ga, q, k, v, [a, lse])
    undo = torch.view_as_real(torch.resolve_conj(torch.conj(torch.view_as_complex(rope))))
    gq = __torch__.rms_back(__torch__.rows(torch.flatten(__torch__.rotated(gs[0], undo), 2)), q1, w[9])
    gk = __torch__.rms_back(__torch__.rows(torch.flatten(__torch__.rotated(gs[1], undo), 2)), k1, w[10])
    gv = __torch__.rows(torch.flatten(gs[2], 2))
    back = __torch__.factors_back([gq, gk, gv], y1, lora, [0, 1, 2], scale, found)
    if input_too:
      gyq = __torch__.input_back(gq, back[0], y1, w, 1, lora, 0, scale)
      gyk = __torch__.input_back(gk, back[1], y1, w, 3, lora, 1, scale)
      gyv = __torch__.input_back(gv, back[2], y1, w, 5, lora, 2, scale)
      gn1 = __torch__.widened(torch.add(torch.add(torch.to(gyq, 6), torch.to(gyk, 6)), torch.to(gyv, 6)), m, 1, x)
      _2 = torch.append(found, torch.add(g1, __torch__.normed_back(gn1, x, mean1, rstd1)))
    return found
  def head_vjp(self, x: Tensor, e: Tensor, w: List[Tensor], grid: List[int], target: Tensor) -> List[Tensor]:
    torch.set_grad_enabled(True)
    x0 = torch.requires_grad_(torch.detach(x), True)
    prediction = __torch__.head_of(x0, e, w, grid)
    loss = torch.mse_loss(prediction, target)
    found = torch.grad([loss], [x0], annotate(Optional[List[Optional[Tensor]]], None), False, False, False)
    torch.set_grad_enabled(False)
    return [torch.detach(loss), unchecked_cast(Tensor, found[0])]
