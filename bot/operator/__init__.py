"""What the bot's operator decides: which servers may use Easel, with which plan and budgets, and who may not."""
