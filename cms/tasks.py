"""Work that nobody waits for; a worker does it when one runs, else it is done at once (README, BACKGROUND_WORKER)."""

from django_tasks import task

from .models import Picture


@task()
def make_renditions(picture_id: int) -> None:
    """Makes the missing sizes of a picture. Safe to repeat; a picture deleted meanwhile is nobody's trouble."""
    if picture := Picture.objects.filter(pk=picture_id).first():
        picture.make_renditions()
