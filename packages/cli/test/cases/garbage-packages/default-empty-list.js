// TML412 brings no pass
export default [];
