"""Times of the panel's metrics as scikit-learn's estimators compute them.

A yardstick, not the released Python suite: written from the definitions in tests/golden/data/index.json. Each line of standard
input is a request, {"factors": path, "codes": path, "metrics": [names]}; each is answered by one line, {"seconds": {name: s},
"cpu_seconds": {name: s}, "scores": {name: score}}. Needs NumPy, SciPy and scikit-learn.
"""

import json
import math
import sys
import time
import warnings

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.stats import norm, rankdata
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.feature_selection import mutual_info_classif
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import log_loss, mutual_info_score

warnings.filterwarnings("ignore")

BINS = 20
NEIGHBOURS = 10
SPLITS = 9
LEVEL = 0.05
FEATURES = 20


def matched(weights):
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return weights[rows, columns].mean()


def correlations(z, c):
    d = z.shape[1]
    return np.abs(np.corrcoef(z, c, rowvar=False)[:d, d:])


def mcc_pearson(z, c):
    return matched(correlations(z, c))


def mcc_spearman(z, c):
    return matched(correlations(rankdata(z, axis=0), rankdata(c, axis=0)))


def r2_origin(z, c):
    fit = c @ np.linalg.lstsq(c, z, rcond=None)[0]
    return np.clip(1 - ((z - fit) ** 2).mean(0) / z.var(0), 0, 1).mean()


def labels(column):
    edges = np.linspace(column.min(), column.max(), BINS + 1)
    return np.digitize(column, edges[:-1])


def entropy(label):
    p = np.unique(label, return_counts=True)[1] / len(label)
    return -(p * np.log(p)).sum()


def mig(z, c):
    factors = [labels(column) for column in z.T]
    codes = [labels(column) for column in c.T]
    gaps = []
    for factor in factors:
        information = np.sort([mutual_info_score(factor, code) for code in codes])
        gaps.append((information[-1] - information[-2]) / entropy(factor))
    return np.clip(np.mean(gaps), 0, 1)


def infom(z, c):
    standardised = (c - c.mean(0)) / c.std(0)
    rows = []
    for column in z.T:
        label = labels(column)
        information = mutual_info_classif(standardised, label, n_neighbors=NEIGHBOURS, random_state=0)
        rows.append(np.clip(information / entropy(label), 0, 1))
    nmi = np.array(rows)
    share = (nmi.max(0) / nmi.sum(0)).mean()
    d = z.shape[1]
    return np.clip((share - 1 / d) / (1 - 1 / d), 0, 1)


def infoe(z, c):
    standardised = (c - c.mean(0)) / c.std(0)
    scores = []
    for column in z.T:
        label = labels(column)
        fit = LogisticRegression(class_weight="balanced", max_iter=100).fit(standardised, label)
        h = entropy(label)
        scores.append((h - log_loss(label, fit.predict_proba(standardised), labels=fit.classes_)) / h)
    return np.clip(scores, 0, 1).mean()


def dci(z, c):
    train = int(0.8 * len(z))
    importance, informativeness = [], []
    for column in z.T:
        fit = GradientBoostingRegressor(random_state=0).fit(c[:train], column[:train])
        importance.append(fit.feature_importances_)
        informativeness.append(fit.score(c[train:], column[train:]))
    matrix = np.array(importance).T + 1e-12
    p = matrix / matrix.sum(1, keepdims=True)
    disentanglement = 1 + (p * np.log(p)).sum(1) / np.log(z.shape[1])
    return (disentanglement * matrix.sum(1)).sum() / matrix.sum()


def projected_covariance(y, x, w, train, test):
    both = np.column_stack([x, w])
    f = LinearRegression().fit(both[train], y[train])
    fitted = f.predict(both)
    g = LinearRegression().fit(w[train], fitted[train]).predict(w)
    sign = np.sign(((y[train] - g[train]) * fitted[train]).mean())
    h = sign * (fitted - g)[test]
    ry = y[test] - LinearRegression().fit(w[test], y[test]).predict(w[test])
    rt = h - LinearRegression().fit(w[test], h).predict(w[test])
    products = ry * rt
    return np.sqrt(len(products)) * products.mean() / np.sqrt(max(products.var(), 1e-12))


def tmex(z, c):
    random = np.random.default_rng(0)
    n, d = z.shape
    m = c.shape[1]
    correspondence = np.zeros((m, d))
    for i in range(m):
        for j in range(d):
            others = np.delete(z, j, axis=1)
            statistics = []
            for _ in range(SPLITS):
                order = random.permutation(n)
                train, test = order[: (n + 1) // 2], order[(n + 1) // 2 :]
                statistics.append(projected_covariance(c[:, i], z[:, j], others, train, test))
            correspondence[i, j] = norm.sf(np.mean(statistics)) < LEVEL
    return matched(correspondence)


def copula_basis(column, random):
    n = len(column)
    k = min(FEATURES, n)
    inputs = np.column_stack([rankdata(column, method="ordinal") / n, np.ones(n)])
    features = np.sin(inputs @ random.normal(0, 0.5, (2, k)))
    features = np.column_stack([features, np.ones(n)])
    features -= features.mean(0)
    return np.linalg.qr(features)[0][:, : np.linalg.matrix_rank(features)]


def mcc_rdc(z, c):
    random = np.random.default_rng(0)
    pairs = [[(copula_basis(x, random), copula_basis(y, random)) for y in c.T] for x in z.T]
    return matched(np.array([[np.linalg.svd(a.T @ b, compute_uv=False)[0] for a, b in row] for row in pairs]))


METRICS = {f.__name__: f for f in (mcc_pearson, mcc_spearman, r2_origin, mig, infom, infoe, dci, tmex, mcc_rdc)}


def answer(request):
    z, c = np.load(request["factors"]), np.load(request["codes"])
    seconds, cpu_seconds, scores = {}, {}, {}
    for name in request["metrics"]:
        started, cpu_started = time.perf_counter(), time.process_time()
        score = float(METRICS[name](z, c))
        scores[name] = score if math.isfinite(score) else None
        seconds[name] = time.perf_counter() - started
        cpu_seconds[name] = time.process_time() - cpu_started
    return {"seconds": seconds, "cpu_seconds": cpu_seconds, "scores": scores}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
