import torch
import torch.nn as nn
import torch.nn.functional as F


class FocalLoss(nn.Module):
    def __init__(self, alpha=1, gamma=2, reduce=True):
        super(FocalLoss, self).__init__()
        self.alpha = alpha
        self.gamma = gamma
        self.reduce = reduce

    def forward(self, inputs, targets):
        bce = F.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
        pt = torch.exp(-bce)
        loss = self.alpha * (1 - pt) ** self.gamma * bce
        if self.reduce:
            return torch.mean(loss)
        return loss


def dice_loss(y_true, y_pred):
    intersection = (y_true * y_pred).sum()
    if y_true.sum() == 0:
        return 1 - y_pred.sum()
    return 1 - 2 * intersection / (y_true.sum() + y_pred.sum())


def accuracy(y_true, y_pred):
    return (y_pred.argmax(1) == y_true).float().mean().item()


criterion = FocalLoss()
model = torch.compile(nn.Linear(3, 1))
