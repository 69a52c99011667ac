"""The paths of Simple JWT's documentation, a list that wants a session, and an administrator's change of the key."""
import secrets

from django.urls import path
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.response import Response
from rest_framework_simplejwt.state import token_backend
from rest_framework_simplejwt.views import TokenBlacklistView, TokenObtainPairView, TokenRefreshView


@api_view()
def things(request):
    return Response({'user': request.user.username})


@api_view(['POST'])
@authentication_classes([])
@permission_classes([])
def replace_key(request):
    token_backend.signing_key = token_backend.verifying_key = secrets.token_hex(32)
    return Response({})


urlpatterns = [
    path('api/token/', TokenObtainPairView.as_view()),
    path('api/token/refresh/', TokenRefreshView.as_view()),
    path('api/token/blacklist/', TokenBlacklistView.as_view()),
    path('things/', things),
    path('replace-key/', replace_key),
]
