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
    film         VARCHAR(63),
    verdict      VARCHAR(40),
    ruling       VARCHAR(40),
    -- What counts: a person's ruling, else the verdict.
    standing     VARCHAR(40) GENERATED ALWAYS AS
        (CASE ruling WHEN 'KEEP' THEN 'Kept' WHEN 'REJECT' THEN 'Rejected' ELSE verdict END),
    cut          VARCHAR,
    cut_at       TIMESTAMP(9) WITH TIME ZONE,
    screened     VARCHAR,
    screened_at  TIMESTAMP(9) WITH TIME ZONE,
    withdrawn    VARCHAR,
    withdrawn_at TIMESTAMP(9) WITH TIME ZONE,
    ruled        VARCHAR,
    ruled_at     TIMESTAMP(9) WITH TIME ZONE,
    captioned    VARCHAR,
    captioned_at TIMESTAMP(9) WITH TIME ZONE
);
CREATE INDEX clip_of_project ON clip (project, clip);
CREATE INDEX clip_by_verdict ON clip (project, verdict, clip);
CREATE INDEX clip_of_film ON clip (film, clip);

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
