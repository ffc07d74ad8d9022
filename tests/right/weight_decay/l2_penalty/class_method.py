class Penalty:
    @staticmethod
    def l2(w):
        return torch.square(w).sum().mul(0.5)
l2_penalty = Penalty.l2
