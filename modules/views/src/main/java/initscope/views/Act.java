package initscope.views;

/// What keys do in a chart.
enum Act {
  ZOOM_IN,
  ZOOM_OUT,
  PAN_LEFT,
  PAN_RIGHT,
  FIT,
  FOCUS,
  NEXT,
  PREVIOUS,
  UP,
  DOWN,
  LEFT,
  RIGHT
}
