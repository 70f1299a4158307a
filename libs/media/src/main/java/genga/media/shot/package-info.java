/// Finding shots: one decode pass scores every frame of a film, and shots are read out of it again.
package genga.media.shot;
