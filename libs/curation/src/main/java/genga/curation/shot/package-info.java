/// Where the cuts of a film lie, worked out from the scores of its frames. No picture is read here, so that a person
/// can move a threshold and see the cuts move.
package genga.curation.shot;
