"""The traps of the course's exercises, each with the misconceptions that stand for it."""

TRAPS = {
    ("linear_regression", "synthetic_data"): {
        "y of shape (n,)": ["synthetic-flat-labels"],
        "no noise": ["synthetic-no-noise"],
        "noise with std 0.1 or variance 0.01": ["synthetic-large-noise"],
        "X uniform": ["synthetic-uniform-features"],
    },
    ("linear_regression", "data_iter"): {
        "last batch dropped or padded": ["batches-last-dropped", "batches-last-padded"],
        "not shuffled": ["batches-not-shuffled"],
        "features and labels shuffled apart": ["batches-shuffled-apart"],
        "sampling with replacement": ["batches-with-replacement"],
    },
    ("linear_regression", "linreg"): {
        "elementwise product": ["linreg-elementwise"],
        "b forgotten": ["linreg-no-bias"],
    },
    ("linear_regression", "squared_loss"): {
        "(n,1) − (n,) broadcasting to (n,n)": ["squared-loss-broadcast"],
        "no ½": ["squared-loss-no-half"],
        "mean or sum taken": ["squared-loss-mean", "squared-loss-sum"],
    },
    ("linear_regression", "sgd"): {
        "batch size forgotten": ["sgd-no-batch-size"],
        "gradient not zeroed": ["sgd-gradient-not-zeroed"],
        "p rebound rather than updated": ["sgd-rebinds"],
        "ascent": ["sgd-ascent"],
    },
    ("linear_regression", "train_linear_regression"): {
        "loss not summed before backward": ["train-loss-not-summed"],
        "re-initialising each epoch": ["train-starts-anew"],
        "no shuffling": ["train-not-shuffled"],
    },
    ("softmax_regression", "softmax"): {
        "no max-shift": ["softmax-no-shift"],
        "shift by the global max only": ["softmax-global-shift"],
        "wrong axis": ["softmax-wrong-axis"],
    },
    ("softmax_regression", "cross_entropy"): {
        "mean/sum returned": ["cross-entropy-mean", "cross-entropy-sum"],
        "y used as a column index for all rows": ["cross-entropy-columns"],
        "log forgotten": ["cross-entropy-no-log"],
    },
    ("softmax_regression", "cross_entropy_with_logits"): {
        "softmax then log": ["logits-softmax-then-log"],
        "max-shift forgotten in one of the two places": [
            "logits-shift-not-added-back",
            "logits-shift-not-subtracted",
        ],
    },
    ("softmax_regression", "accuracy"): {
        "fraction returned": ["accuracy-fraction"],
        "comparing differing dtypes": ["accuracy-differing-dtypes"],
        "argmax on axis 0": ["accuracy-wrong-axis"],
    },
    ("softmax_regression", "evaluate_accuracy"): {
        "mean of batch means": ["evaluate-mean-of-means"],
        "train mode left on": ["evaluate-train-mode"],
    },
    ("softmax_regression", "train_epoch"): {
        "no zero_grad": ["epoch-no-zero-grad"],
        "unweighted mean": ["epoch-mean-of-means"],
        "stepping before backward": ["epoch-step-before-backward"],
    },
    ("mlp", "relu"): {
        "absolute value": ["relu-absolute-value"],
        "in-place change of X": ["relu-in-place"],
        "detached graph": ["relu-detached"],
        "leaky": ["relu-leaky"],
        "hard-coded dtype/device": ["relu-hard-coded-dtype"],
    },
    ("mlp", "sigmoid"): {
        "exp overflow giving nan (gradient too)": [
            "sigmoid-overflow-in-value",
            "sigmoid-overflow-in-gradient",
        ]
    },
    ("mlp", "tanh"): {"overflow": ["tanh-overflow"], "factor 2 forgotten": ["tanh-factor-two-forgotten"]},
    ("mlp", "init_params"): {
        "std 1": ["init-params-std-one"],
        "all zeros or all ones": ["init-params-all-zeros", "init-params-all-ones"],
        "variance 0.01": ["init-params-variance-not-std"],
        "non-leaf tensors": ["init-params-non-leaf"],
        "W1 and W2 the same draw": ["init-params-same-draw"],
    },
    ("mlp", "net"): {
        "relu missing": ["net-relu-missing"],
        "relu or softmax on the output": ["net-relu-on-output", "net-softmax-on-output"],
        "batch of 1 squeezed": ["net-batch-of-one-squeezed"],
        "shapes hard-coded": ["net-shapes-hard-coded"],
    },
    ("mlp", "init_weights"): {
        "type(m) == nn.Linear()": ["init-weights-type-compared-with-instance"],
        "std forgotten": ["init-weights-std-forgotten"],
        "acting on all modules": ["init-weights-all-modules"],
    },
    ("mlp", "build_mlp"): {
        "no Flatten": ["build-mlp-no-flatten"],
        "softmax at the end": ["build-mlp-softmax-at-the-end"],
        "weights not initialised": ["build-mlp-weights-not-initialised"],
    },
    ("model_selection", "polynomial_features"): {
        "factorial forgotten": ["polynomial-factorial-forgotten"],
        "gamma(i) instead of gamma(i+1)": ["polynomial-gamma-off-by-one"],
        "starting at x¹": ["polynomial-starts-at-one"],
        "max_degree+1 columns": ["polynomial-one-column-too-many"],
    },
    ("model_selection", "evaluate_loss"): {
        "mean of batch means": ["evaluate-loss-mean-of-batch-means"],
        "dividing by batches": ["evaluate-loss-divided-by-batches"],
        "only the last batch": ["evaluate-loss-last-batch-only"],
        "(n,1) vs (n,) broadcast": ["evaluate-loss-broadcast-labels"],
    },
    ("model_selection", "fit_polynomial"): {
        "bias left on": ["fit-polynomial-bias-left-on"],
        "no zero_grad": ["fit-polynomial-no-zero-grad"],
        "losses swapped": ["fit-polynomial-losses-swapped"],
        "test data trained on": ["fit-polynomial-trained-on-test-data"],
    },
    ("model_selection", "k_fold"): {
        "validation examples left in the training part": ["k-fold-validation-left-in-training"],
        "the remainder dropped": ["k-fold-remainder-dropped"],
        "off-by-one fold": ["k-fold-off-by-one-fold"],
    },
    ("weight_decay", "init_params"): {
        "no gradient": ["decay-init-no-gradient"],
        "w of shape (d,)": ["decay-init-flat-weight"],
    },
    ("weight_decay", "l2_penalty"): {
        "no ½": ["l2-penalty-no-half"],
        "the norm": ["l2-penalty-norm"],
        "mean": ["l2-penalty-mean"],
        "L1": ["l2-penalty-l1"],
        ".item() or detached": ["l2-penalty-item", "l2-penalty-detached"],
    },
    ("weight_decay", "train_weight_decay"): {
        "penalty on b": ["training-decays-bias"],
        "penalty subtracted": ["training-subtracts-penalty"],
        "penalty added once an epoch": ["training-penalty-once-an-epoch"],
        "lambd ignored": ["training-ignores-lambd"],
    },
    ("weight_decay", "build_optimizer"): {
        "weight_decay on everything": ["optimizer-decays-bias"],
        "bias missing from the optimiser": ["optimizer-forgets-bias"],
        "wd and lr swapped": ["optimizer-swaps-decay-and-rate"],
    },
    ("dropout", "dropout_layer"): {
        "not rescaled": ["dropout-not-rescaled"],
        "keep-probability taken for drop-probability": ["dropout-keep-for-drop-probability"],
        "one mask per row": ["dropout-one-mask-per-row"],
        "the same mask each time": ["dropout-same-mask-each-time"],
        "divide by zero at 1": ["dropout-divides-by-zero-at-one"],
        "X changed in place": ["dropout-changes-x"],
        "fixed seed inside": ["dropout-fixed-seed"],
    },
    ("dropout", "Net"): {
        "dropout at evaluation": ["net-dropout-at-evaluation"],
        "dropout before ReLU's layer or on the output": [
            "net-dropout-before-the-layers",
            "net-dropout-on-the-output",
        ],
        "is_training ignored": ["net-dropout-is-training-ignored"],
        "the two rates swapped": ["net-dropout-rates-swapped"],
        ".eval() not honoured": ["net-dropout-eval-not-honoured"],
    },
    ("dropout", "build_dropout_net"): {
        "order": ["build-dropout-net-dropout-before-linear"],
        "rates swapped": ["build-dropout-net-rates-swapped"],
        "missing Flatten": ["build-dropout-net-missing-flatten"],
    },
    ("dropout", "init_weights"): {
        "type(m) == nn.Linear()": ["dropout-init-weights-type-compared-with-instance"]
    },
    ("backpropagation", "forward"): {
        "relu missing": ["forward-relu-missing"],
        "cache holds a view that a later call changes": ["forward-cache-shared"],
        "X changed": ["forward-changes-x"],
    },
    ("backpropagation", "backward"): {
        "db summed over the wrong dimension or not at all": [
            "backward-bias-summed-over-units",
            "backward-bias-not-summed",
        ],
        "relu's mask forgotten, or taken after W2": [
            "backward-mask-forgotten",
            "backward-mask-of-the-gradient",
        ],
        "transposes": ["backward-transposed"],
        "mean taken (divided by n)": ["backward-mean-taken"],
        "dX left out": ["backward-input-left-out"],
    },
    ("backpropagation", "cross_entropy_grad"): {
        "not divided by n": ["cross-entropy-grad-not-divided"],
        "sign": ["cross-entropy-grad-sign"],
        "softmax without shift": ["cross-entropy-grad-softmax-unshifted"],
        "one-hot by column": ["cross-entropy-grad-one-hot-by-column"],
    },
    ("backpropagation", "xavier_init"): {
        "variance for std": ["xavier-variance-for-std"],
        "fan_in alone": ["xavier-fan-in-alone"],
        "sqrt(1 / sum)": ["xavier-one-over-the-sum"],
        "transposed": ["xavier-transposed"],
        "fixed seed": ["xavier-fixed-seed"],
    },
    ("backpropagation", "grad_check"): {
        "forward differences": ["grad-check-forward-difference"],
        "eps for 2 eps": ["grad-check-eps-for-two-eps"],
        "x changed": ["grad-check-changes-x"],
        "float32": ["grad-check-float32"],
        "only the first dimension": ["grad-check-first-dimension-only"],
    },
}
