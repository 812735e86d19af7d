/** Trees in a sequence: scikit-learn's `n_estimators`. */
export const STAGES = 100;

/** Share of a tree's prediction that is added: scikit-learn's `learning_rate`. */
export const LEARNING_RATE = 0.1;
