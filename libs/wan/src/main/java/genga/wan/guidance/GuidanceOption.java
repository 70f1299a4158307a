package genga.wan.guidance;

/// Something done to the velocity beside plain guidance. Each kind is given at most once.
public sealed interface GuidanceOption
        permits CfgZeroStar, NormalizedAttentionGuidance, SkipLayerGuidance, TeaCache, EnhanceAVideo {}
