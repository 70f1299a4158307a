/// Finding shots: one decode pass gives [ShotScores]; [ShotPlan] draws cuts from them, as often as thresholds change.
package genga.media.shot;
