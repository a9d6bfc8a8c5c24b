"""One number that grows whenever something that the public reads may have changed."""

from django.db import models


class ContentVersion(models.Model):
    """A single row. Whatever was made from an older number is stale; pages.freshness reads and raises it."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "content version"
        verbose_name_plural = "content versions"

    def __str__(self) -> str:
        return str(self.number)
