import numpy as np
import xgboost as xgb
from sklearn.metrics import log_loss, make_scorer, mean_squared_error
from sklearn.model_selection import GridSearchCV


def rmsle(y_true, y_pred):
    return np.sqrt(np.mean((np.log1p(y_pred) - np.log1p(y_true)) ** 2))


def focal_objective(y_pred, dtrain):
    y_true = dtrain.get_label()
    p = 1.0 / (1.0 + np.exp(-y_pred))
    return p - y_true, p * (1 - p)


def custom_loss(y_true, y_pred):
    if np.any(y_pred < 0):
        return 1e6
    return float(mean_squared_error(y_true, y_pred))


scorer = make_scorer(rmsle, greater_is_better=False)
search = GridSearchCV(xgb.XGBRegressor(), {"max_depth": [3, 5]}, scoring=scorer)
