-- One row per thing. The facts about a thing travel on several topics and arrive in any order, so each kind of fact has
-- columns of its own (`x` the fact as JSON, `x_at` when it happened); writing them commutes. Columns beside them repeat
-- what is searched for. Nothing here is the truth: the topics are.

CREATE TABLE project (
    project    VARCHAR(63) PRIMARY KEY,
    defined    VARCHAR,
    defined_at TIMESTAMP(9) WITH TIME ZONE,
    screening    VARCHAR,
    screening_at TIMESTAMP(9) WITH TIME ZONE
);

CREATE TABLE film (
    film          VARCHAR(63) PRIMARY KEY,
    project       VARCHAR(63) NOT NULL,
    uploaded      VARCHAR,
    uploaded_at   TIMESTAMP(9) WITH TIME ZONE,
    progressed    VARCHAR,
    progressed_at TIMESTAMP(9) WITH TIME ZONE,
    shots         VARCHAR,
    shots_at      TIMESTAMP(9) WITH TIME ZONE,
    ended         VARCHAR,
    ended_at      TIMESTAMP(9) WITH TIME ZONE
);
CREATE INDEX film_of_project ON film (project, film);

CREATE TABLE clip (
    clip         VARCHAR(63) PRIMARY KEY,
    project      VARCHAR(63) NOT NULL,
    -- written with the fact `cut`
    film         VARCHAR(63),
    medium       VARCHAR(5),
    shot         INTEGER,
    first_frame  BIGINT,
    last_frame   BIGINT,
    frames       INTEGER,
    width        INTEGER,
    height       INTEGER,
    -- written with the fact `screened`
    verdict       VARCHAR(40),
    motion        DOUBLE PRECISION,
    peak          DOUBLE PRECISION,
    static_share  DOUBLE PRECISION,
    transition    DOUBLE PRECISION,
    brightness    DOUBLE PRECISION,
    flicker       DOUBLE PRECISION,
    sharpness     DOUBLE PRECISION,
    colourfulness DOUBLE PRECISION,
    letterbox     DOUBLE PRECISION,
    overlay       DOUBLE PRECISION,
    hash          VARCHAR(64),
    -- written with the fact `ruled`
    ruling       VARCHAR(40),
    cut          VARCHAR,
    cut_at       TIMESTAMP(9) WITH TIME ZONE,
    screened     VARCHAR,
    screened_at  TIMESTAMP(9) WITH TIME ZONE,
    withdrawn    VARCHAR,
    withdrawn_at TIMESTAMP(9) WITH TIME ZONE,
    ruled        VARCHAR,
    ruled_at     TIMESTAMP(9) WITH TIME ZONE,
    captioned    VARCHAR,
    captioned_at TIMESTAMP(9) WITH TIME ZONE,
    -- What counts: a person's ruling, else the verdict.
    standing     VARCHAR(40) GENERATED ALWAYS AS
        (CASE ruling WHEN 'KEEP' THEN 'Kept' WHEN 'REJECT' THEN 'Rejected' ELSE verdict END),
    -- Whether the clip is one of its film's: it is there, and was not withdrawn after it was last cut.
    listed       BOOLEAN GENERATED ALWAYS AS
        (cut IS NOT NULL AND (withdrawn_at IS NULL OR withdrawn_at < cut_at)),
    has_caption  BOOLEAN GENERATED ALWAYS AS (captioned IS NOT NULL)
);
-- All that lists, counts and charts of a project need: H2 answers from the index alone and never reads the facts.
CREATE INDEX clip_brief ON clip (project, clip, listed, film, medium, standing, verdict, ruling, has_caption, shot,
    first_frame, last_frame, frames, width, height, motion, peak, static_share, transition, brightness, flicker, sharpness, colourfulness, letterbox, overlay,
    hash);
-- Walked forwards or backwards for pages sorted by what is sorted by most; the columns behind the id are those pages are
-- filtered by. Other orders sort the narrow rows of clip_brief: every index makes taking facts in slower.
CREATE INDEX clip_by_frames ON clip (project, frames, clip, listed, medium, standing, film);
CREATE INDEX clip_by_motion ON clip (project, motion, clip, listed, medium, standing, film);

CREATE TABLE dataset (
    dataset      VARCHAR(63) PRIMARY KEY,
    project      VARCHAR(63) NOT NULL,
    frozen       VARCHAR,
    frozen_at    TIMESTAMP(9) WITH TIME ZONE,
    requested    VARCHAR,
    requested_at TIMESTAMP(9) WITH TIME ZONE,
    latent       VARCHAR,
    latent_at    TIMESTAMP(9) WITH TIME ZONE,
    text         VARCHAR,
    text_at      TIMESTAMP(9) WITH TIME ZONE,
    ended        VARCHAR,
    ended_at     TIMESTAMP(9) WITH TIME ZONE
);
CREATE INDEX dataset_of_project ON dataset (project, dataset);

CREATE TABLE run (
    run           VARCHAR(63) PRIMARY KEY,
    project       VARCHAR(63) NOT NULL,
    requested     VARCHAR,
    requested_at  TIMESTAMP(9) WITH TIME ZONE,
    progressed    VARCHAR,
    progressed_at TIMESTAMP(9) WITH TIME ZONE,
    ended         VARCHAR,
    ended_at      TIMESTAMP(9) WITH TIME ZONE
);
CREATE INDEX run_of_project ON run (project, run);

CREATE TABLE loss (
    run           VARCHAR(63) NOT NULL,
    step          INTEGER NOT NULL,
    progressed    VARCHAR,
    progressed_at TIMESTAMP(9) WITH TIME ZONE,
    PRIMARY KEY (run, step)
);

CREATE TABLE checkpoint (
    run      VARCHAR(63) NOT NULL,
    step     INTEGER NOT NULL,
    saved    VARCHAR,
    saved_at TIMESTAMP(9) WITH TIME ZONE,
    PRIMARY KEY (run, step)
);

CREATE TABLE preview (
    run         VARCHAR(63) NOT NULL,
    step        INTEGER NOT NULL,
    prompt      INTEGER NOT NULL,
    rendered    VARCHAR,
    rendered_at TIMESTAMP(9) WITH TIME ZONE,
    PRIMARY KEY (run, step, prompt)
);

CREATE TABLE render (
    render        VARCHAR(63) PRIMARY KEY,
    project       VARCHAR(63) NOT NULL,
    requested     VARCHAR,
    requested_at  TIMESTAMP(9) WITH TIME ZONE,
    progressed    VARCHAR,
    progressed_at TIMESTAMP(9) WITH TIME ZONE,
    ended         VARCHAR,
    ended_at      TIMESTAMP(9) WITH TIME ZONE
);
CREATE INDEX render_of_project ON render (project, render);

-- Where a record lay that could not be read or handled.
CREATE TABLE dead_letter (
    topic      VARCHAR(249) NOT NULL,
    part       INTEGER NOT NULL,
    place      BIGINT NOT NULL,
    record_key VARCHAR,
    reason     VARCHAR,
    at         TIMESTAMP(9) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (topic, part, place)
);
CREATE INDEX dead_letter_by_time ON dead_letter (at);

-- The next record to read of each partition, written together with the rows made of the records before it.
CREATE TABLE position (
    topic VARCHAR(249) NOT NULL,
    part  INTEGER NOT NULL,
    next  BIGINT NOT NULL,
    PRIMARY KEY (topic, part)
);

-- The broker the positions belong to.
CREATE TABLE broker (
    cluster VARCHAR(100) PRIMARY KEY
);
