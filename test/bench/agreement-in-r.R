# Reads a table of ratings (a header row of raters, one row a unit, empty = not rated) and times what irrCAC and irr make of it: what the report
# of Assay holds, but for severity, confidence intervals of percentages and the κ of two raters.
# Reading is not timed. Prints one line of JSON.
path <- commandArgs(trailingOnly = TRUE)[1]
suppressMessages({ library(irrCAC); library(irr) })
ratings <- read.csv(path)
compute <- function() list(
  percentAgreement = pa.coeff.raw(ratings)$est$coeff.val,
  gwetAC = gwet.ac1.raw(ratings)$est$coeff.val,
  fleissKappa = fleiss.kappa.raw(ratings)$est$coeff.val,
  congerKappa = conger.kappa.raw(ratings)$est$coeff.val,
  brennanPrediger = bp.coeff.raw(ratings)$est$coeff.val,
  krippendorffAlpha = krippen.alpha.raw(ratings)$est$coeff.val,
  icc11 = icc(ratings, "oneway", unit = "single")$value,
  icc21 = icc(ratings, "twoway", "agreement", "single")$value,
  icc31 = icc(ratings, "twoway", "consistency", "single")$value,
  icc1k = icc(ratings, "oneway", unit = "average")$value,
  icc2k = icc(ratings, "twoway", "agreement", "average")$value,
  icc3k = icc(ratings, "twoway", "consistency", "average")$value
)
spent <- system.time(found <- compute())
values <- paste(sprintf('"%s":%.10f', names(found), unlist(found)), collapse = ",")
cat(sprintf('{"ms":%.3f,"cpuMs":%.3f,"values":{%s}}\n', spent[["elapsed"]] * 1000, (spent[["user.self"]] + spent[["sys.self"]]) * 1000, values))
