"""Writes small scikit-learn models as skl2onnx has them, with what scikit-learn answers to a few samples.

    pip install scikit-learn==1.9.1 skl2onnx==1.20.0 onnx==1.23.2
    python generate.py

`<name>.onnx`, and `<name>.json`: { samples, answers: { name of an output: rows } }.
"""

import json
from pathlib import Path

import numpy as np
from skl2onnx import to_onnx
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris, make_regression
from sklearn.decomposition import PCA
from sklearn.ensemble import (
    ExtraTreesClassifier,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.linear_model import LogisticRegression, Ridge, SGDClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, Normalizer, StandardScaler
from sklearn.svm import SVC, SVR, LinearSVC
from sklearn.tree import DecisionTreeClassifier

here = Path(__file__).parent
iris, kinds = load_iris(return_X_y=True)
iris = iris.astype(np.float32)
is_last = (kinds == 2).astype(int)
tens = kinds * 10 + 5
points, heights = make_regression(60, 4, noise=3, random_state=0)
points = points.astype(np.float32)

trees = {"n_estimators": 4, "max_depth": 3, "random_state": 0}
mlp = {"hidden_layer_sizes": (6,), "max_iter": 400, "random_state": 0}


def scaled(model):
    return make_pipeline(StandardScaler(), model)


models = {
    "logistic": (LogisticRegression(max_iter=500), iris, kinds),
    "logistic-binary": (LogisticRegression(), iris, is_last),
    "logistic-other-labels": (LogisticRegression(max_iter=500), iris, tens),
    "scaled-logistic": (scaled(LogisticRegression()), iris, kinds),
    "pca-logistic": (make_pipeline(StandardScaler(), PCA(2), LogisticRegression()), iris, kinds),
    "ridge": (Ridge(), points, heights),
    "normalized-sgd": (make_pipeline(Normalizer(), SGDClassifier(random_state=0)), iris, tens),
    "tree": (DecisionTreeClassifier(max_depth=3, random_state=0), iris, kinds),
    "forest": (RandomForestClassifier(**trees), iris, kinds),
    "forest-regressor": (RandomForestRegressor(**trees), points, heights),
    "extra-trees": (ExtraTreesClassifier(**trees), iris, kinds),
    "boosting": (GradientBoostingClassifier(n_estimators=4, random_state=0), iris, kinds),
    "boosting-binary": (GradientBoostingClassifier(n_estimators=4, random_state=0), iris, is_last),
    "boosting-regressor": (GradientBoostingRegressor(n_estimators=6, random_state=0), points, heights),
    "svc": (SVC(), iris, kinds),
    "svc-binary": (SVC(), iris, is_last),
    "svc-linear-kernel": (SVC(kernel="linear"), iris, tens),
    "svc-poly": (SVC(kernel="poly", degree=2), iris, kinds),
    "svc-sigmoid": (scaled(SVC(kernel="sigmoid", coef0=0.5)), iris, kinds),
    "scaled-svc": (scaled(SVC()), iris, kinds),
    "linear-svc": (LinearSVC(), iris, kinds),
    "svr": (scaled(SVR()), points, heights),
    "mlp": (MLPClassifier(**mlp), iris, tens),
    "minmax-mlp": (make_pipeline(MinMaxScaler(), MLPClassifier(**mlp)), iris, kinds),
    "mlp-regressor": (MLPRegressor(**mlp), points, heights),
    "naive-bayes": (GaussianNB(), iris, kinds),
    "neighbours": (KNeighborsClassifier(3), iris[::5], kinds[::5]),
    "kmeans": (KMeans(3, random_state=0, n_init=2), iris, None),
}


def answers_of(model, samples):
    last = model.steps[-1][1] if hasattr(model, "steps") else model
    if hasattr(last, "predict_proba"):
        return {"label": model.predict(samples), "probabilities": model.predict_proba(samples)}
    if hasattr(last, "classes_"):
        scores = model.decision_function(samples)
        # ONNX has two scores for two classes, those of SVMClassifier with the sign of the other class (also in ONNX Runtime).
        both = np.stack([scores, -scores], 1) if scores.ndim == 1 else scores
        return {"label": model.predict(samples), "probabilities": both}
    if hasattr(last, "cluster_centers_"):
        return {"label": model.predict(samples), "scores": model.transform(samples)}
    return {"variable": model.predict(samples)}


for name, (model, features, wanted) in models.items():
    model.fit(features, wanted)
    last = model.steps[-1][1] if hasattr(model, "steps") else model
    options = {id(last): {"zipmap": False}} if hasattr(last, "predict_proba") else None
    proto = to_onnx(model, features[:1], options=options, target_opset={"": 17, "ai.onnx.ml": 3})
    (here / f"{name}.onnx").write_bytes(proto.SerializeToString(deterministic=True))
    samples = features[:: len(features) // 6]
    answers = {key: np.asarray(value, np.float64).reshape(len(samples), -1).tolist() for key, value in answers_of(model, samples).items()}
    text = json.dumps({"samples": [[float(x) for x in row] for row in samples], "answers": answers})
    (here / f"{name}.json").write_text(text + "\n")
    print(name, [output.name for output in proto.graph.output])
