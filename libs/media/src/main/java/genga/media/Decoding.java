package genga.media;

/// How much care decoding takes.
public enum Decoding {
    /// Every pixel as it was meant, fields of interlaced pictures woven into whole ones.
    FAITHFUL,
    /// Block edges are left unsmoothed and fields as they are. The frames and their times are the same; it is good
    /// enough to look at small.
    QUICK
}
